import { unwrap, type Answered, type Asked } from './problem.js';

interface Page {
  items: unknown[];
  nextCursor: string | null;
}

/** Asks for the page that begins at a cursor; without one for the first. */
export type AskForPage<Reply extends Asked> = (cursor: string | undefined) => Promise<Reply>;

type PageOf<Reply extends Asked> = Extract<Answered<Reply>, Page>;
type ItemOf<Reply extends Asked> = PageOf<Reply>['items'][number];

/**
 * All pages of a list, each asked for when the one before has been used:
 * `pagesOf((cursor) => client.GET('/admin/v1/sessions', { params: { query: { active: true, cursor } } }))`.
 * @throws AdminProblem, as `unwrap`
 */
export async function* pagesOf<Reply extends Asked>(
  ask: AskForPage<Reply>,
): AsyncGenerator<PageOf<Reply>, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = (await unwrap(ask(cursor))) as PageOf<Reply>;
    yield page;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The items of all pages, one by one. */
export async function* itemsOf<Reply extends Asked>(
  ask: AskForPage<Reply>,
): AsyncGenerator<ItemOf<Reply>, void, undefined> {
  for await (const { items } of pagesOf(ask)) yield* items as ItemOf<Reply>[];
}
