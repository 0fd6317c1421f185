/** Of the sign-in pages; contrasts are 4.5 to 1 and more, light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1b1a19; --line: #707070; --accent: #0f548c; --on-accent: #fff;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #1f1f1f; --text: #f3f2f1; --line: #9a9a9a; --accent: #8ec7ff; --on-accent: #10212f; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { margin-top: 0; font-size: 1.5rem; line-height: 1.3; }
fieldset { min-width: 0; margin: 0; padding: 0.5rem 1rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; }
legend { padding: 0 0.25rem; font-weight: 600; }
label { display: flex; align-items: center; gap: 0.5rem; min-height: 2rem; }
input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--accent); }
button {
  width: 100%; min-height: 2.75rem; margin-top: 0.5rem; padding: 0.5rem 1rem; border: 0; border-radius: 0.375rem;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer;
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.people {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem; margin-top: 1rem;
}
`;
