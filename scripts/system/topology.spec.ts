import { expect, it } from 'vitest';
import { recorderUrls, simulatorEnvironment } from './topology.js';

it('registers the console of every recorder, by both names of this machine', () => {
  const urls = recorderUrls(3);

  const { SIMULATOR_CONSOLE_REDIRECT_URIS: registered = '' } = simulatorEnvironment(
    { keyFile: 'key', certFile: 'certificate' },
    urls,
  );

  const byName = urls.map((url) => url.replace('127.0.0.1', 'localhost'));
  const consoles = [...urls, ...byName].flatMap((url) => [`${url}/console/`, `${url}/console/redirect.html`]);
  expect(registered.split(',').sort()).toEqual(consoles.sort());
});
