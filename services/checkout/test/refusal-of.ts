import { AppError } from '#libs/errors';

/** The code that `act` is refused with, and the fields it names; undefined where it is not refused. */
export function refusalOf(act: () => unknown): { code: string; fields: string[] } | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, fields: (error.fields ?? []).map(({ field }) => field) };
  }
}
