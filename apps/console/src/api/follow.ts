import { live, type LiveOptions, type LiveState } from '@app/admin-client';
import type { Changed } from './touched.js';

/** Before it is tried again where the recorder refused: it will, until somebody changes something. */
const REFUSED_FOR_MS = 30_000;

/** `refused`: it is not followed, and coming again at once would not help. */
export type Following = 'connecting' | LiveState | 'refused';

export interface Ears {
  /** These sessions changed, and are to be read anew. */
  changed(sessions: Changed): void;
  /** So much was missed that everything is to be read anew. */
  missed(): void;
  state(state: Following): void;
}

/** Follows which sessions change until `signal` says enough. */
export async function follow(
  recorder: Pick<LiveOptions, 'baseUrl' | 'token' | 'fetch'>,
  ears: Ears,
  signal: AbortSignal,
): Promise<void> {
  let place: string | undefined;
  const onPlace = (reached: string) => void (place = reached);
  const onState = (state: LiveState) => {
    ears.state(state);
    // Pages have asked before the stream was open, and without a place nobody tells what happened in between.
    if (state === 'following' && place === undefined) ears.missed();
  };
  while (!signal.aborted) {
    try {
      for await (const event of live({ ...recorder, signal, onPlace, onState, ...(place && { lastEventId: place }) }))
        if (event.type === 'sessions') ears.changed(event.sessions);
        else ears.missed();
    } catch {
      // The pages' own questions say why.
      ears.state('refused');
      await pause(REFUSED_FOR_MS, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
