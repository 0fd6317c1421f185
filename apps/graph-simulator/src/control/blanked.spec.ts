import { expect, it } from 'vitest';
import { blanked } from './blanked.js';

it('shows a body without join token, blob or credential, and leaves the original alone', () => {
  const body = {
    value: [{ resourceData: { state: 'incoming', meetingInfo: { token: 'eyJ0' } } }],
    mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '{"mpUri":"x"}' },
    client_secret: 'secret',
    resultInfo: null,
  };

  expect(blanked(body)).toEqual({
    value: [{ resourceData: { state: 'incoming', meetingInfo: { token: '(blanked)' } } }],
    mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '(blanked)' },
    client_secret: '(blanked)',
    resultInfo: null,
  });
  expect(body.client_secret).toBe('secret');
});
