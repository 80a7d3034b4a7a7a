import { createAuthSessions } from './auth-sessions.ts';
import type { SignInDependencies } from './next-step.ts';
import { createSignIn } from './sign-in.ts';
import { createSoftwareTokenSetup } from './software-token.ts';

type Input = Readonly<Record<string, unknown>>;
type Operation = (input: Input) => Promise<unknown>;

/** The operations of sign-in that replace those of cognito-local. */
export function createSignInOperations(needs: Omit<SignInDependencies, 'sessions'>) {
  const deps = { ...needs, sessions: createAuthSessions() };
  const signIn = createSignIn(deps);
  const setup = createSoftwareTokenSetup(deps);
  const operations: Readonly<Record<string, unknown>> = {
    InitiateAuth: signIn.initiate,
    AdminInitiateAuth: signIn.initiate,
    RespondToAuthChallenge: signIn.respond,
    AdminRespondToAuthChallenge: signIn.respond,
  };
  const withSession: Readonly<Record<string, unknown>> = {
    AssociateSoftwareToken: setup.associate,
    VerifySoftwareToken: setup.verify,
  };
  return {
    /** Returns the operation, or undefined if cognito-local handles it, as for the app of a signed-in user. */
    find: (operation: string, input: Input): Operation | undefined =>
      (operations[operation] ?? (input['Session'] !== undefined ? withSession[operation] : undefined)) as
        Operation | undefined,
  };
}
