/** Versions of Microsoft's media stack as published with the blob; nothing here runs on it. */
const VERSIONS = { skypeMediaBotsVersion: '1.19.0.0025', mediaStackVersion: '2020.18.1.16', mpVersion: '7.2.0.9053' };

/**
 * One JSON text in the shape that Microsoft's media library makes (posted in microsoft-graph-comms-samples #414, protocol
 * §14.3). It pins a call to one host and port, and whoever has it may speak into the session.
 */
export function makeBlob(session: {
  hostName: string;
  port: number;
  mpMediaSessionId: string;
  audioContext: string;
  callId: string;
}): string {
  return JSON.stringify({
    mpUri: `net.tcp://${session.hostName}:${session.port}/MediaProcessor`,
    audioRenderContexts: [session.audioContext],
    videoRenderContexts: [null],
    audioSourceContexts: [null],
    videoSourceContexts: [],
    supportedAudioFormat: 'Pcm16K',
    videoSinkEncodingFormats: ['Yuv'],
    mpMediaSessionId: session.mpMediaSessionId,
    regionAffinity: null,
    ...VERSIONS,
    callId: session.callId,
    receiveUnmixedMeetingAudio: false,
  });
}
