import { developerCredentials } from '../../contract/credentials.ts';
import type { LocalContext } from '../../contract/local-context.ts';
import { REGION, STAGE } from '../../../../workspace/src/aws/aws-constants.ts';
import type { ParameterStore } from '../../services/ssm/parameter-store.ts';

interface Dependencies extends Pick<
  LocalContext,
  'endpointUrl' | 'apiUrl' | 'stateFolder' | 'resource' | 'log'
> {
  readonly store: Pick<ParameterStore, 'get' | 'put'>;
}

/** Creates the context that seeds and companions receive. */
export function createLocalContext({ store, resource, ...context }: Dependencies): LocalContext {
  return {
    ...context,
    stage: STAGE,
    credentials: developerCredentials,
    awsClientConfig: { endpoint: context.endpointUrl, region: REGION, credentials: developerCredentials },
    resource,
    tableName: (service, logicalId) => resource(service, logicalId).ref,
    async parameter(name) {
      const found = store.get(name);
      if (found === undefined) throw new Error(`The parameter ${name} does not exist.`);
      return found.value;
    },
    async putParameter(name, value, { secure = false } = {}) {
      const type = secure ? 'SecureString' : 'String';
      const current = store.get(name);
      // Companions put the same value at every start: it must not create a new version.
      if (current?.value === value && current.type === type) return;
      store.put({ name, value, type, tier: 'Standard' });
    },
  };
}
