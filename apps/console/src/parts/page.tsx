import { useEffect, type ReactNode } from 'react';
import { useHeadingFocus } from './heading-focus.js';

interface Props {
  title: string;
  /** Beside the title: what can be done here. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One page: its title, also of the window, and what is on it. */
export function Page({ title, actions, children }: Props) {
  const heading = useHeadingFocus();
  useEffect(() => {
    document.title = `${title} – Witness`;
  }, [title]);
  return (
    <>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </header>
      {children}
    </>
  );
}

interface SectionProps {
  title: string;
  /** In one sentence: of what, since when. */
  about?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** A part of a page, with a heading that one can jump to. */
export function Section({ title, about, children, wide = false }: SectionProps) {
  const id = `section-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  return (
    <section className={wide ? 'card wide' : 'card'} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {about !== undefined && <p className="about">{about}</p>}
      {children}
    </section>
  );
}
