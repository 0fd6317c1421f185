import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { adminDocument } from '@app/contracts';
import { DOCUMENTATION_POLICY, documentationPage } from './documentation-page.js';

const page = documentationPage(adminDocument());

it('shows every operation of the document', () => {
  for (const [path, item] of Object.entries(adminDocument().paths ?? {})) {
    for (const method of Object.keys(item)) expect(page).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
  }
});

it('needs no script, and its style is the one that its policy allows', () => {
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';

  expect(page).not.toMatch(/<script|javascript:| on\w+=/i);
  expect(DOCUMENTATION_POLICY).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
});

it('shows a description as it is, whatever characters it holds', () => {
  const document = { ...adminDocument(), info: { title: '<b>&', version: '1' }, paths: {} };

  expect(documentationPage(document)).toContain('<h1>&#60;b&#62;&#38;</h1>');
});
