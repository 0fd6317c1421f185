import { expect, it } from 'vitest';
import { recorderUrls, simulatorEnvironment } from './topology.js';

it('registers the console of every recorder, and that of whoever works on it, by both names of this machine', () => {
  const urls = recorderUrls(3);

  const { SIMULATOR_CONSOLE_REDIRECT_URIS: registered = '' } = simulatorEnvironment(
    { keyFile: 'key', certFile: 'certificate' },
    urls,
  );

  const served = [...urls, 'http://127.0.0.1:5173'];
  const byName = served.map((url) => url.replace('127.0.0.1', 'localhost'));
  const consoles = [...served, ...byName].flatMap((url) => [`${url}/console/`, `${url}/console/redirect.html`]);
  expect(registered.split(',').sort()).toEqual(consoles.sort());
});
