import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Conversation } from '@app/contracts';
import { eventually } from '../support/eventually.js';
import { ask } from '../support/http-json.js';
import type { TeamsMeeting } from '../support/meetings-client.js';
import { System } from '../support/system.js';

const FIVE_SECONDS = 5_000;
const PEOPLE = 12;

let system: System;
let reader: string;
beforeAll(async () => {
  system = await System.start({ recorders: 4, doubles: [{ failureDomain: '1' }, { failureDomain: '2' }] });
  reader = await system.simulator.accessToken(['Recording.Read']);
});
afterAll(() => system.stop());

/** All users come before the first answer has told Teams how many share a call, so each is invited apart (protocol §6.7). */
async function raced(): Promise<TeamsMeeting> {
  const wish = { people: PEOPLE, together: true, afterFirstAnswer: false, media: 'none', seed: 1 } as const;
  const meetingId = await system.simulator.meetings.start(wish);
  return eventually(async () => {
    const meeting = await system.simulator.meetings.read(meetingId);
    expect(meeting.state).toBe('gathered');
    return meeting;
  });
}

async function conversationOf(callId: string, from = system.recorder): Promise<Conversation> {
  const { conversationId } = await system.admin.session(callId);
  return ask('GET', `${from.url}/admin/v1/conversations/${conversationId}`, { token: reader });
}

/** Who is recorded by which call now, by the recorders' own word. */
const recordedBy = ({ legs }: Conversation) =>
  legs.flatMap(({ callId, seats }) => seats.map(({ participantId }) => `${participantId} by ${callId}`)).sort();

/** By Teams'. */
const handledBy = ({ legs }: TeamsMeeting) =>
  legs
    .flatMap(({ callId, handledParticipants, endedAt }) =>
      endedAt === null ? handledParticipants.map((participantId) => `${participantId} by ${callId}`) : [],
    )
    .sort();

it('invitations that race to the first answer are each answered, recorded, and legs of one conversation', async () => {
  const { meetingId, legs } = await raced();
  expect(legs).toHaveLength(PEOPLE);
  for (const { answeredAfterMs } of legs) expect(answeredAfterMs).toBeLessThan(FIVE_SECONDS);
  for (const { callId } of legs)
    await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));

  // Every recorder says the same of it.
  const told = await Promise.all(system.recorders.map((recorder) => conversationOf(legs[0]!.callId, recorder)));
  for (const each of told) expect(each).toEqual(told[0]);
  const [conversation] = told as [Conversation];
  expect(conversation.legs.map(({ callId }) => callId).sort()).toEqual(legs.map(({ callId }) => callId).sort());
  const [first, ...others] = conversation.legs.filter(({ isPrimary }) => isPrimary);
  expect(others).toEqual([]);
  const respondedAt = conversation.legs.map((leg) => leg.respondedAt!).sort();
  expect(first!.respondedAt).toBe(respondedAt[0]);
  expect(recordedBy(conversation)).toEqual(handledBy(await system.simulator.meetings.read(meetingId)));

  // Another comes, and somebody leaves: at each moment it is known who is recorded by which leg.
  await system.simulator.meetings.join(meetingId, { count: 3 });
  await system.simulator.meetings.leave(meetingId, { participantIds: [first!.observedParticipantId!] });
  await eventually(async () => {
    const seen = await conversationOf(first!.callId);
    expect(recordedBy(seen)).toEqual(handledBy(await system.simulator.meetings.read(meetingId)));
    expect(recordedBy(seen)).toHaveLength(PEOPLE + 2);
  });

  // None is hung up for being second.
  for (const { callId } of legs) {
    expect(await system.simulator.asked(callId, 'delete')).toEqual([]);
    expect((await system.simulator.call(callId)).state).toBe('established');
  }
  await system.simulator.meetings.end(meetingId);
  for (const { callId } of legs) await system.ended(callId);
});
