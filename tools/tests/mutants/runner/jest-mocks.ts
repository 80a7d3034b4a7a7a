import { ModuleMocker } from 'jest-mock';

/** The part of Jest's object that tests use: spies. */
export const jest = new ModuleMocker(globalThis);
