import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { hostResolver } from '../gateways/host-resolver.ts';
import { validateEndpointUrl, type ValidatedUrl } from '../helpers/validate-endpoint-url.ts';
import WebhookAllowList from '../parameters/webhook-allow-list.schema.ts';

/** Validates endpoint URLs against the allow list in Parameter Store. */
export function endpointUrlValidator(
  parameters = parameterReader(parameterStore()),
): (url: string) => Promise<ValidatedUrl> {
  const env = environment({ WEBHOOK_ALLOW_LIST_PARAMETER: 'parameter' });
  const allowList = () => parameters.value(env.WEBHOOK_ALLOW_LIST_PARAMETER, WebhookAllowList);
  return async (url) => validateEndpointUrl(url, await allowList(), hostResolver());
}
