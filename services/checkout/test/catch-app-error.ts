import { AppError } from '#libs/errors';

/** The code and fields of the AppError that `act` throws; undefined when it throws none. */
export function catchAppError(act: () => unknown): { code: string; fields: string[] } | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, fields: (error.fields ?? []).map(({ field }) => field) };
  }
}
