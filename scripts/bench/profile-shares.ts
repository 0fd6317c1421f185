/** What V8's profiler writes (`node --cpu-prof`), as far as it is looked at. */
export interface CpuProfile {
  /** The tree of all stacks that were seen; the first is its root. */
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  /** Which of them was running, at each look. */
  samples: number[];
  /** Microseconds from the look before to each look. */
  timeDeltas: number[];
}

/** A function, by where it begins; counted from zero. */
export interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}

/** The source file that a function was written in; null: it is Node's or V8's own. */
export type SourceOf = (frame: CallFrame) => string | null;

/** What one package or one file of ours took. */
export interface Cost {
  where: string;
  /** Of the time in which the process was not idle. */
  share: number;
  /** By function, from much to little. */
  functions: { name: string; share: number }[];
}

const IDLE = '(idle)';
/** What runs in no function. */
const ELSEWHERE = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'outside of JavaScript'],
]);
/** Whatever Node does for nobody in particular. */
const NODE = 'Node itself';

/**
 * Where the time went: each function's own, added up by the package or file that it belongs to. What Node and V8 do is
 * counted where it was asked for, so that a socket's write is found with whoever sends; garbage has a line of its own.
 */
export function costsOf(profile: CpuProfile, sourceOf: SourceOf): Cost[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const own = ownTimes(profile);
  const byPlace = new Map<string, Map<string, number>>();
  let busy = 0;
  const visit = (id: number, caller: string): void => {
    const node = nodes.get(id);
    if (!node || node.callFrame.functionName === IDLE) return;
    const name = node.callFrame.functionName;
    const where = ELSEWHERE.get(name) ?? placeOf(sourceOf(node.callFrame)) ?? caller;
    const time = own.get(id) ?? 0;
    if (time > 0) add(byPlace, where, labelOf(name), time);
    busy += time;
    for (const child of node.children ?? []) visit(child, where);
  };
  visit(profile.nodes[0]?.id ?? 0, NODE);
  return [...byPlace].map(([where, times]) => costOf(where, times, busy)).sort(byShare);
}

/** The largest of them, a line each. */
export function linesOf(costs: readonly Cost[], most = 12): string[] {
  return costs.slice(0, most).map(({ where, share, functions }) => {
    const named = functions.slice(0, 3).map((each) => `${each.name} ${percent(each.share)}`);
    return `${percent(share).padStart(7)}  ${where}: ${named.join(', ')}`;
  });
}

/** Microseconds by node. A look tells what runs until the next. */
function ownTimes({ samples, timeDeltas }: CpuProfile): Map<number, number> {
  const times = new Map<number, number>();
  for (const [look, id] of samples.entries()) times.set(id, (times.get(id) ?? 0) + (timeDeltas[look + 1] ?? 0));
  return times;
}

/** A package by its name, a file of ours by its path in the repository. */
function placeOf(source: string | null): string | null {
  const inPackage = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source ?? '')?.[1];
  return inPackage ?? source?.replace(/^(?:\.\.\/)+/, '') ?? null;
}

/** One file of all has several functions of one name, which the bundler tells apart by numbers. */
function labelOf(name: string): string {
  return name === '' ? '(anonymous)' : name.replace(/\$\d+$/, '');
}

function add(byPlace: Map<string, Map<string, number>>, where: string, name: string, time: number): void {
  const times = byPlace.get(where) ?? new Map<string, number>();
  byPlace.set(where, times.set(name, (times.get(name) ?? 0) + time));
}

function costOf(where: string, times: ReadonlyMap<string, number>, busy: number): Cost {
  const functions = [...times].map(([name, time]) => ({ name, share: time / busy })).sort(byShare);
  return { where, share: functions.reduce((sum, { share }) => sum + share, 0), functions };
}

function byShare(one: { share: number }, other: { share: number }): number {
  return other.share - one.share;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
