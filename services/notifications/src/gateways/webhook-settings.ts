import { parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';

/**
 * What an operator may change without a deploy; a change takes effect within a minute.
 *
 * @param prefix  `/tradewind/{stage}/notifications`
 */
export function webhookSettings(prefix: string) {
  const parameters = parameterReader(parameterStore());
  const setting =
    (name: string) =>
    <T>(parse: (text: string) => T): Promise<T> =>
      parameters.parsed(`${prefix}/${name}`, parse);
  return {
    retryDelaysSeconds: setting('retry-delays-seconds'),
    circuit: setting('webhook-circuit'),
    allowList: setting('webhook-allow-list'),
  };
}
