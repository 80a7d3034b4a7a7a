/** EX_UNAVAILABLE of sysexits.h: nothing was proven and nothing was refuted, so CI may skip the check. */
export const PYTHON_UNAVAILABLE_EXIT_CODE = 69;

/** This machine cannot run a Python program that a check needs; the message says what it lacks. */
export class PythonUnavailable extends Error {
  override readonly name = 'PythonUnavailable';
}
