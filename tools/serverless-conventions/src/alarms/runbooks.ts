/** The URL of docs/runbooks. Change it to your repository. */
export const RUNBOOKS_URL = 'https://github.com/tradewind/tradewind/blob/main/docs/runbooks';
