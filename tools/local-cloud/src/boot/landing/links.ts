import type { Link } from './landing-page.ts';

interface Addresses {
  readonly apiUrl: string;
  /** Undefined until the console listens. */
  readonly consoleUrl: string | undefined;
}

/** The parts of the running system that a person opens in a browser. */
export function runningLinks({ apiUrl, consoleUrl }: Addresses): readonly Link[] {
  const onConsole: readonly Link[] =
    consoleUrl === undefined
      ? []
      : [
          {
            name: 'console',
            title: 'Console',
            description: 'Traces, data, messages, workflows, alarms and access of the running system',
            url: consoleUrl,
          },
          {
            name: 'shop',
            title: 'Shop',
            description: 'A storefront that uses only this API',
            url: `${consoleUrl}/shop`,
          },
          {
            name: 'reference',
            title: 'API reference and guides',
            description: 'Every operation, and how to authenticate, retry, page and verify webhooks',
            url: `${consoleUrl}/reference`,
          },
        ];
  return [
    ...onConsole,
    {
      name: 'products',
      title: 'A first request',
      description: 'The list of products',
      url: `${apiUrl}/catalog/products`,
    },
  ];
}
