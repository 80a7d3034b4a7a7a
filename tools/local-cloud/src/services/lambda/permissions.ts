import { toFunctionName } from '../../contract/function-name.ts';
import type { Resource } from '../../contract/resource.ts';
import { matchesArn } from '../../../../workspace/src/patterns/wildcard.ts';

/** The resource policies of functions: which AWS service is allowed to invoke which function for which source. */
export interface Permissions {
  /** Records an `AWS::Lambda::Permission`. */
  add(resource: Resource): void;
  remove(resource: Resource): void;
  /** Whether a statement allows the service principal, such as `apigateway.amazonaws.com`, to invoke for the source. */
  permits(request: { functionName: string; principal: string; sourceArn: string }): boolean;
}

interface Statement {
  readonly functionName: string;
  readonly principal: string;
  readonly action: string;
  readonly sourceArn: string | undefined;
}

export function createPermissions(): Permissions {
  const statements = new Map<string, Statement>();
  return {
    add({ stackName, logicalId, properties }) {
      statements.set(`${stackName}/${logicalId}`, {
        functionName: toFunctionName(String(properties.FunctionName)),
        principal: String(properties.Principal),
        action: String(properties.Action),
        sourceArn: properties.SourceArn === undefined ? undefined : String(properties.SourceArn),
      });
    },
    remove({ stackName, logicalId }) {
      statements.delete(`${stackName}/${logicalId}`);
    },
    permits: ({ functionName, principal, sourceArn }) =>
      [...statements.values()].some(
        (statement) =>
          statement.functionName === functionName &&
          statement.principal === principal &&
          (statement.action === 'lambda:InvokeFunction' || statement.action === 'lambda:*') &&
          (statement.sourceArn === undefined || matchesArn(statement.sourceArn, sourceArn)),
      ),
  };
}
