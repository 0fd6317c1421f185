import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { issuerOf, recorderUrl, TENANT_ID, type ProgramEnvironment } from '../system/topology.js';
import { until } from '../system/until.js';
import { daysAgo, listsOf, tenantsListsOf, type AskedList, type Page } from './asked-lists.js';
import { under, type Figure } from './figure.js';
import { percentiles } from './percentiles.js';
import { tenantIdOf } from './seed-rows.js';
import { Work } from './work.js';

const LIST_P95_MS = 200;
const ASKED_EACH = 50;
/** Recorders look each minute; what lies before has been added up already. */
const ADDED_UP_WITHIN_SECONDS = 120;

const ROLES = ['Recording.Read', 'Recording.Audit'];
/** One of those that the made-up calls are of; its people ask, too. */
const TENANT = tenantIdOf(0);

/** What recorders must be told to let that tenant's people in. */
export const LISTS_FOR_TENANTS: ProgramEnvironment = {
  RECORDER_CALLS_TENANTS: '*',
  RECORDER_ADMIN_ISSUERS: [TENANT_ID, TENANT].map(issuerOf).join(),
};

export interface ListsWish {
  part: string;
  http: HttpClient;
  system: LocalSystem;
  progress: (message: string) => void;
}

/** Asked one after another, as a person does who looks for something: each of them, and all together. */
export async function measureLists(wish: ListsWish): Promise<Figure[]> {
  const { part, system, progress } = wish;
  const asPerson = await reader(wish);
  const asTenant = await reader(wish, TENANT);
  progress('waiting for statistics of now');
  await until('Every hour is added up', ADDED_UP_WITHIN_SECONDS, async () => {
    const { page } = await asPerson<AddedUp>(`statistics?interval=day&from=${daysAgo(90)}`);
    return page.asOf !== null && page.since === null;
  });
  const lists = await listsOf(async (path) => (await asPerson(path)).page);
  const tenantsLists = await tenantsListsOf(async (path) => (await asTenant(path)).page);

  const figures: Figure[] = [];
  const all: number[] = [];
  const ask = async (get: Get, asked: readonly AskedList[], who = '') => {
    for (const [what, path] of asked) {
      progress(`GET ${path}`);
      const took: number[] = [];
      for (let i = 0; i < ASKED_EACH; i += 1) took.push((await get(path)).ms);
      all.push(...took);
      const { p95: value } = percentiles(took);
      figures.push({ part, what: `${who}${what}, p95`, unit: 'ms', value, target: { atMost: LIST_P95_MS } });
    }
  };
  const work = await Work.start(system);
  const began = performance.now();
  await ask(asPerson, lists);
  await ask(asTenant, tenantsLists, 'by one of its tenants: ');
  const tookSeconds = (performance.now() - began) / 1_000;
  const used = await work.figures(part, all.length, 'a read');
  const figure = (what: string, unit: string, value: number): Figure => ({ part, what, unit, value });
  const { p50, p95, p99 } = percentiles(all);
  return under('admin', [
    ...figures,
    figure('reads of all lists', '/s', all.length / tookSeconds),
    figure('all lists, p50', 'ms', p50),
    figure('all lists, p95', 'ms', p95),
    figure('all lists, p99', 'ms', p99),
    ...used,
  ]);
}

/** Up to when, and since when, calls are counted. */
interface AddedUp {
  asOf: string | null;
  since: string | null;
}

type Get = <Answer = Page>(path: string) => Promise<{ ms: number; page: Answer }>;

/** Of the home tenant unless said. */
async function reader({ system, http }: ListsWish, tenantId?: string): Promise<Get> {
  const headers = { authorization: `Bearer ${await system.simulator.token(ROLES, tenantId)}` };
  return async <Answer>(path: string) => {
    const url = `${recorderUrl(0)}/admin/v1/${path}`;
    const began = performance.now();
    const { status, text } = await http.request({ method: 'GET', url, headers, timeoutMs: 30_000 });
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}: ${text}`);
    return { ms: performance.now() - began, page: JSON.parse(text) as Answer };
  };
}
