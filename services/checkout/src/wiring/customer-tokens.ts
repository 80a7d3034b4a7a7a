import { environment } from '#libs/config';
import { tokenVerifier, type TokenVerifier } from '#libs/lambda';

/** Verifies the tokens of customers on routes that guests use too. */
export function customerTokens(): TokenVerifier {
  const env = environment({ CUSTOMER_ISSUER_URL: 'url', CUSTOMER_CLIENT_ID: 'text' });
  return tokenVerifier({ issuer: env.CUSTOMER_ISSUER_URL, clientIds: [env.CUSTOMER_CLIENT_ID] });
}
