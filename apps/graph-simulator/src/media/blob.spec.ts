import { expect, it } from 'vitest';
import { mediaAddress } from './blob.js';

const blob = (mpUri: unknown) => JSON.stringify({ mpUri, mpMediaSessionId: 's', mpVersion: '7.2.0.9053' });

it('finds the host, the port and the session in a blob', () => {
  expect(mediaAddress(blob('net.tcp://media0.rec.contoso.com:20101/MediaProcessor'))).toEqual({
    host: 'media0.rec.contoso.com',
    port: 20_101,
    mpMediaSessionId: 's',
  });
  expect(mediaAddress(blob('net.tcp://[::1]:20101/MediaProcessor'))?.host).toBe('::1');
});

it.each(['', 'no JSON', '[]', blob(7), blob('https://rec.contoso.com/'), JSON.stringify({ mpMediaSessionId: 's' })])(
  'finds nothing in %s',
  (text) => {
    expect(mediaAddress(text)).toBeNull();
  },
);
