/** Where the pages of docs/runbooks are read. Yours to change: the address of your repository. */
export const RUNBOOKS_URL = 'https://github.com/tradewind/tradewind/blob/main/docs/runbooks';
