import { CognitoError } from 'cognito-local/lib/errors.js';

type Input = Readonly<Record<string, unknown>>;
type Operation = (input: Input) => Promise<unknown>;

interface Listing {
  /** The field of the response that contains the items. */
  readonly items: string;
  readonly pageSize: string;
  readonly token: string;
  /** The fields of an item; undefined for all. */
  readonly fields?: readonly string[];
}

// cognito-local returns whole descriptions in one page, including the secrets of clients.
const listings: Readonly<Record<string, Listing>> = {
  ListUserPools: {
    items: 'UserPools',
    pageSize: 'MaxResults',
    token: 'NextToken',
    fields: ['Id', 'Name', 'LambdaConfig', 'Status', 'LastModifiedDate', 'CreationDate'],
  },
  ListUserPoolClients: {
    items: 'UserPoolClients',
    pageSize: 'MaxResults',
    token: 'NextToken',
    fields: ['ClientId', 'ClientName', 'UserPoolId'],
  },
  ListUsers: { items: 'Users', pageSize: 'Limit', token: 'PaginationToken' },
};

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
const MAX_PAGE_SIZE = 60;

/**
 * Adds pages to the list operations of cognito-local, and returns the fields that Cognito returns.
 *
 * @param perform  calls the operation of cognito-local
 * @returns undefined for any other operation
 */
export function createListingOperations(perform: (operation: string) => Operation) {
  return {
    find(operation: string): Operation | undefined {
      const listing = Object.hasOwn(listings, operation) ? listings[operation] : undefined;
      return listing && ((input) => list(listing, input, perform(operation)));
    },
  };
}

async function list({ items, pageSize, token, fields }: Listing, input: Input, perform: Operation) {
  const size = Number(input[pageSize] ?? MAX_PAGE_SIZE);
  if (!(size >= 1 && size <= MAX_PAGE_SIZE))
    throw new CognitoError(
      'InvalidParameterException',
      `${pageSize} must be between 1 and ${MAX_PAGE_SIZE}.`,
    );
  const { [items]: all = [] } = (await perform(input)) as Record<string, readonly Input[]>;
  const first = Number(input[token] ?? 0);
  const next = first + size;
  return {
    [items]: all.slice(first, next).map((item) => (fields === undefined ? item : pick(item, fields))),
    ...(next < all.length && { [token]: String(next) }),
  };
}

const pick = (item: Input, fields: readonly string[]): Input =>
  Object.fromEntries(fields.filter((name) => item[name] !== undefined).map((name) => [name, item[name]]));
