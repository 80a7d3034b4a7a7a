/** EX_UNAVAILABLE of sysexits.h: nothing was proven and nothing was refuted, so CI may skip the proof. */
export const EMULATOR_UNAVAILABLE_EXIT_CODE = 69;

/** This machine cannot run the emulated AWS; the message says what it lacks. */
export class EmulatorUnavailable extends Error {
  override readonly name = 'EmulatorUnavailable';
}
