import type { TimelinePage } from '@app/contracts';
import { spanOf } from '../../parts/times.js';

type Entry = TimelinePage['items'][number];

/** `CoverageFell` as people write it: coverage fell. */
export function inWords({ type, data }: Pick<Entry, 'type' | 'data'>): string {
  const name = type.replace(/^.*\./, '');
  const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  const said = saidOf(name, data);
  return said === '' ? sentence : `${sentence}: ${said}`;
}

function saidOf(name: string, data: Entry['data']): string {
  if (name === 'GraphAsked') return askedOf(data);
  return name === 'SegmentKept' || name === 'SegmentsKept' ? keptOf(data) : detailOf(data);
}

/** How much media it is. */
function keptOf({ from, to }: Entry['data']): string {
  return spanOf(Date.parse(text(to)) - Date.parse(text(from)));
}

/** A request to Graph and its reply. */
function askedOf({ verb, status, noReply, code, tookMs }: Entry['data']): string {
  const reply = status === null || status === undefined ? `no reply (${text(noReply)})` : text(status);
  return `${text(verb)}, ${reply}${code ? ` ${text(code)}` : ''}, ${text(tookMs)} ms`;
}

/** The one member that tells most, where there is one. */
function detailOf(data: Entry['data']): string {
  const telling = ['action', 'state', 'status', 'reason', 'flag', 'decision', 'cause', 'mediaHostId', 'why'];
  const name = telling.find((member) => typeof data[member] === 'string');
  return name === undefined ? '' : text(data[name]);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
}
