import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CONSOLE_ROLES, directories, PEOPLE } from './people.js';
import { signInPage, type Offer } from './sign-in.page.js';

const offer: Offer = {
  asked: { client_id: 'console', state: `"><script>alert('x')</script>&amp;`, extra: 'is not sent on' },
  redirectUri: 'http://127.0.0.1:3978/console/redirect.html',
  loginHint: undefined,
  tenants: directories('0f6c2a9e-1111-4a5b-8c3d-2e4f60718293'),
};

it('offers everybody of this desk, each with a button and roles of their own', () => {
  const { html } = signInPage(offer);

  for (const { key, name, work, roles } of PEOPLE) {
    expect(html).toContain(`<legend>${name}, ${work}</legend>`);
    expect(html).toContain(`<button name="person" value="${key}">Sign in as ${name}</button>`);
    for (const role of roles) expect(html).toContain(`<input type="checkbox" name="${key}:${role}" checked> ${role}`);
  }
  expect(html.match(/type="checkbox"/g)).toHaveLength(CONSOLE_ROLES.length * PEOPLE.length);
});

it('labels every control, and stays in the home tenant unless somebody chooses another', () => {
  const { html } = signInPage(offer);

  const visible = html.match(/<input type="(radio|checkbox)"/g) ?? [];
  expect(html.match(/<label><input /g)).toHaveLength(visible.length);
  expect(html.match(/type="radio"[^>]* checked>[^<]*/g)).toEqual([expect.stringContaining('Contoso')]);
});

it('focuses whoever is hinted at, in their tenant', () => {
  const { html } = signInPage({ ...offer, loginHint: 'Omar@fabrikam.example' });

  const focused = '<button name="person" value="omar" autofocus>Sign in as Omar Haddad';
  expect(html.match(/<button[^>]* autofocus>[^<]*/g)).toEqual([focused]);
  expect(html.match(/type="radio"[^>]* checked>[^<]*/g)).toEqual([expect.stringContaining('Fabrikam')]);
});

it('has no script, its own or anybody else’s', () => {
  const { html, policy } = signInPage(offer);

  expect(html).not.toMatch(/<script|\son\w+=|javascript:/i);
  expect(html).toContain('name="state" value="&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;amp;"');
  expect(html).not.toContain('is not sent on');
  expect(policy).toContain("default-src 'none'");
});

it('may use its own style, and send its form to nobody but the simulator and the page that asked', () => {
  const { html, policy } = signInPage(offer);

  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
  expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(policy).toContain("form-action 'self' http://127.0.0.1:3978;");
});
