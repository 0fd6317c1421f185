import { expect, it } from 'vitest';
import { parseCallPath } from './call-path.js';

const id = '57DAB8B1894C409AB240BD8BEAE78896';
const callId = '57dab8b1-894c-409a-b240-bd8beae78896';

it.each([
  [`/communications/calls/${id}`, []],
  [`/app/calls/${id}`, []],
  [`communications/calls/${id}/`, []],
  [`/Communications/Calls/${id}/Participants`, ['participants']],
  [`https://graph.microsoft.com/v1.0/communications/calls/${id}/operations/0FE0`, ['operations', '0FE0']],
  [`https://graph.microsoft.us/beta/app/calls/${id}?a=b#c`, []],
  [`/communications/calls/${id}/contentSharingSessions/S1`, ['contentsharingsessions', 'S1']],
])('finds the call in %s', (url, tail) => {
  expect(parseCallPath(url)).toEqual({ callId, graphCallId: id, tail });
});

it.each([
  '',
  '/',
  '/communications/calls',
  '/communications/calls/',
  '/communications/callRecords/1',
  '/communications/calls/../onlineMeetings',
  '/communications/calls/.',
  'users/1/messages/2',
  'https://communications/calls/1',
  `/communications/calls/${'a'.repeat(300)}`,
  `/communications/calls/1/participants/${'a'.repeat(300)}`,
  '/communications/calls/1/operations/..',
  `/communications/calls/${'a/'.repeat(3000)}`,
])('finds no call in %s', (url) => {
  expect(parseCallPath(url)).toBeNull();
});
