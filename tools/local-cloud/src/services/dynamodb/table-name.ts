/** The name of a table from its name, its ARN or the ARN of its stream: `arn:aws:dynamodb:…:table/NAME/stream/LABEL`. */
export const toTableName = (nameOrArn: string): string =>
  nameOrArn.startsWith('arn:') ? (nameOrArn.split('/')[1] ?? '') : nameOrArn;
