import { SeededRandom } from '../random.js';

export const SAMPLE_RATE = 16_000;
export const FRAME_MS = 20;
export const FRAME_BYTES = (SAMPLE_RATE / 1_000) * FRAME_MS * 2;

/** First three formants in Hz of some vowels, after Peterson and Barney (1952), adult means. */
const VOWELS = [
  [730, 1_090, 2_440],
  [530, 1_840, 2_480],
  [270, 2_290, 3_010],
  [570, 840, 2_410],
  [300, 870, 2_240],
  [490, 1_350, 1_690],
] as const;
const BANDWIDTHS = [80, 100, 140] as const;
/** Scales the filtered pulses to a peak well inside 16 bit. */
const GAIN = 2_600;

interface Segment {
  samples: number;
  kind: 'vowel' | 'consonant' | 'pause';
}

/** One resonance of a vocal tract: a two-pole filter. */
class Resonator {
  private y1 = 0;
  private y2 = 0;
  private a = 0;
  private b = 0;
  private c = 0;

  tune(frequency: number, bandwidth: number): void {
    const r = Math.exp((-Math.PI * bandwidth) / SAMPLE_RATE);
    this.c = -r * r;
    this.b = 2 * r * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE);
    this.a = 1 - this.b - this.c;
  }

  next(x: number): number {
    const y = this.a * x + this.b * this.y1 + this.c * this.y2;
    this.y2 = this.y1;
    this.y1 = y;
    return y;
  }
}

/**
 * Made-up talk: syllables of a noisy consonant and a voiced vowel, words, pauses, and two voices taking turns. Nobody
 * can understand it, but it has speech's loudness, pitch and silences, and is the same for the same seed.
 */
export class Speech {
  private readonly random: SeededRandom;
  private readonly tract = [new Resonator(), new Resonator(), new Resonator()] as const;
  private segment: Segment = { samples: 0, kind: 'pause' };
  private position = 0;
  private phase = 0;
  private pitch = 120;
  private voice = 0;
  private syllablesLeft = 0;
  private vowelIsNext = false;

  constructor(seed: number | string) {
    this.random = new SeededRandom(seed);
  }

  /** The next 20 ms: 16 kHz, 16 bit little endian, mono. */
  frame(): Buffer {
    const frame = Buffer.allocUnsafe(FRAME_BYTES);
    for (let offset = 0; offset < FRAME_BYTES; offset += 2) frame.writeInt16LE(this.sample(), offset);
    return frame;
  }

  private sample(): number {
    if (this.position >= this.segment.samples) this.advance();
    const along = this.position / this.segment.samples;
    this.position += 1;
    const loudness = Math.sin(Math.PI * along);
    return Math.max(-32_768, Math.min(32_767, Math.round(this.excited(loudness) * GAIN)));
  }

  private excited(loudness: number): number {
    switch (this.segment.kind) {
      case 'pause':
        // A microphone is never quite silent.
        return this.random.between(-0.004, 0.004);
      case 'consonant':
        return this.random.between(-0.5, 0.5) * loudness;
      case 'vowel': {
        this.phase += this.pitch / SAMPLE_RATE;
        const pulse = this.phase >= 1 ? SAMPLE_RATE / this.pitch / 12 : 0;
        this.phase %= 1;
        return this.tract.reduce((sum, resonator, index) => sum + resonator.next(pulse) / (index + 1), 0) * loudness;
      }
    }
  }

  private advance(): void {
    this.position = 0;
    if (this.vowelIsNext) {
      this.vowelIsNext = false;
      this.segment = { kind: 'vowel', samples: samplesIn(this.random.between(90, 220)) };
      const vowel = this.random.pick(VOWELS);
      this.tract.forEach((resonator, index) => resonator.tune(vowel[index] ?? 500, BANDWIDTHS[index] ?? 100));
      this.pitch = (this.voice === 0 ? 115 : 205) * this.random.between(0.88, 1.15);
    } else if (this.syllablesLeft > 0) {
      this.syllablesLeft -= 1;
      this.vowelIsNext = true;
      this.segment = { kind: 'consonant', samples: samplesIn(this.random.between(25, 70)) };
    } else {
      this.syllablesLeft = 3 + Math.floor(this.random.between(0, 12));
      const turn = this.random.chance(0.3);
      if (turn) this.voice = 1 - this.voice;
      this.segment = {
        kind: 'pause',
        samples: samplesIn(turn ? this.random.between(300, 700) : this.random.between(120, 400)),
      };
    }
  }
}

function samplesIn(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1_000);
}
