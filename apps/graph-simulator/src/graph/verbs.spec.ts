import { expect, it } from 'vitest';
import { addressOf } from './verbs.js';

const id = '57dab8b1-894c-409a-b240-bd8beae78896';

it.each([
  ['POST', `/communications/calls/${id}/answer`, { verb: 'answer', callId: id, partId: null }],
  ['POST', `/communications/calls/${id}/microsoft.graph.answer`, { verb: 'answer', callId: id, partId: null }],
  ['POST', `/app/calls/${id}/reject`, { verb: 'reject', callId: id, partId: null }],
  ['DELETE', `/communications/calls/${id}`, { verb: 'delete', callId: id, partId: null }],
  ['GET', `/communications/calls/${id}/operations/op`, { verb: 'getOperation', callId: id, partId: 'op' }],
  ['GET', `/communications/calls/${id}/participants`, { verb: 'listParticipants', callId: id, partId: null }],
])('reads %s %s', (method, path, expected) => {
  expect(addressOf(method, path)).toEqual(expected);
});

it.each([
  ['GET', `/communications/calls/${id}/answer`],
  ['POST', `/communications/calls/${id}/answr`],
  ['POST', `/communications/calls/${id}`],
  ['POST', `/communications/callRecords/${id}/answer`],
])('knows no %s %s', (method, path) => {
  expect(addressOf(method, path)).toBeNull();
});
