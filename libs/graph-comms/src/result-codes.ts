import { diagCodeOf } from './diag-code.js';
import type { CodeSeverity, ExplainedCode, Said } from './explained-code.js';
import type { ResultInfo } from './notification.js';

type Result = readonly [code: number, subcodes: readonly number[], severity: CodeSeverity, meaning: string];

/**
 * How calls end: the table of protocol §8.3, which is Microsoft's page "call: delete", the result codes of Azure
 * Communication Services, and what others have posted.
 */
const RESULTS: readonly Result[] = [
  [200, [0], 'info', 'it ended normally'],
  [200, [4097], 'info', 'another participant ended it'],
  [200, [4521], 'info', 'the other party of the one-to-one call ended it'],
  [200, [5000, 5300], 'warn', 'another participant, or a policy, removed the recorder'],
  [200, [5001, 5003], 'info', 'the conversation ended'],
  [200, [5002], 'info', 'everyone else left'],
  [200, [5007], 'info', 'whoever had started the group call left'],
  [200, [5010], 'info', 'one participant was left'],
  [200, [5012, 5020], 'info', 'nobody was left, or hidden participants only'],
  [200, [5013], 'info', 'nobody else joined'],
  [200, [5014], 'warn', 'no host for the group call could be determined'],
  [200, [5030], 'info', 'the time of the breakout room was over'],
  [200, [5855], 'warn', 'the recorder waited in the lobby until its time was up'],
  [200, [7000, 10550], 'info', 'the recorder ended it'],
  [200, [7015], 'info', 'a transfer was completed, and the next leg is likely to bring a new invitation'],
  [200, [18503], 'info', 'the other party of the one-to-one call left'],
  [200, [540000, 560000], 'info', 'whoever was on the phone hung up'],
  [408, [8537], 'error', 'the recorder sent no keepAlive in time, so Teams cleaned its leg up'],
  [408, [1106], 'error', 'that the call was accepted was not acknowledged in time'],
  [408, [10057], 'warn', 'nothing was heard from the endpoints of the callee'],
  [408, [8544], 'error', 'the invitation was not answered in time'],
  [410, [301005], 'error', 'media did not get through: look at the media host, its ports and its certificate'],
  [410, [10216], 'error', 'the leg was removed some two minutes after its start, as others have seen with recorders'],
  [480, [10037], 'info', 'no endpoint of the callee was found'],
  [480, [10076], 'info', 'the callee could not be reached'],
  [480, [10134], 'info', 'it was rejected because it cannot be routed'],
  [480, [10199], 'info', 'it was rejected because private calling is disabled for the user'],
  [487, [10003], 'info', 'it was answered elsewhere'],
  [487, [10004], 'info', 'it was cancelled'],
  [500, [1005], 'error', 'Teams could not reach the media of the recorder'],
  [500, [7106], 'error', 'its media or session could not be set up right after the answer'],
  [500, [3002], 'error', 'its media or session could not be set up while the recorder joined'],
  [500, [1203002, 1203003], 'error', 'the media platform, its certificate or its domain is in trouble'],
  [500, [1999], 'error', 'Teams ended it in the middle and does not say why'],
  [603, [0], 'info', 'it was declined'],
];

const BY_PAIR: ReadonlyMap<string, Said> = new Map(
  RESULTS.flatMap(([code, subcodes, ...said]) =>
    subcodes.map((subcode): [string, Said] => [`${code}/${subcode}`, said]),
  ),
);

/** What a code says by its first digit, whatever its subcode. */
const FAMILIES: Readonly<Record<string, Said>> = {
  2: ['info', 'it ended normally, with a code that no list has'],
  4: ['warn', 'a client, the network or a user ended it, with a code that no list has'],
  5: ['error', 'a fault of Teams or of the media of the recorder, with a code that no list has'],
  6: ['info', 'it was declined everywhere, with a code that no list has'],
};
const NO_FAMILY: Said = ['warn', 'Teams gives a code that no list has'];

/** Why a call ended. Null: Teams gave no code. */
export function explainResult({ code, subcode, message }: ResultInfo): ExplainedCode | null {
  if (code === null) return null;
  // Seen where the table has 200: docs-terminated-transfer-0-7015 in test/fixtures/graph/corpus.
  const listed = code === 0 ? 200 : code;
  const said = [subcode ?? 0, diagCodeOf(message)?.subcode]
    .map((number) => BY_PAIR.get(`${listed}/${number}`))
    .find((found) => found !== undefined);
  const [severity, meaning] = said ?? FAMILIES[Math.floor(listed / 100)] ?? NO_FAMILY;
  return { code: `${code}/${subcode ?? 0}`, meaning, severity, known: said !== undefined };
}
