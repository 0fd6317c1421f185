import { eventually, type Desk } from './desk.js';

export interface PlayedRun {
  state: string;
  failure: string | null;
  callIds: string[];
  steps: { text: string }[];
}

/** Plays a story to its end. */
export async function play(desk: Desk, name: string, overrides: object = {}, withinMs = 20_000): Promise<PlayedRun> {
  const request = { seed: 3, overrides: { talkSeconds: 0.3, audio: false, ...overrides } };
  const { runId } = (await desk.json<{ runId: string }>('POST', `/control/scenarios/${name}`, request)).body;
  let run: PlayedRun | undefined;
  await eventually(async () => {
    run = (await desk.json<PlayedRun>('GET', `/control/runs/${runId}`)).body;
    return run.state !== 'playing';
  }, withinMs);
  if (!run) throw new Error('The run was lost');
  return run;
}

export const told = (run: PlayedRun): string => run.steps.map(({ text }) => text).join('\n');
