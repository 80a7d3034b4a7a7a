export { normalizeEmailAddress as email } from './email-address.ts';
export { toUtc as utc } from './instant.ts';
export { trim, trimLines as lines } from './text.ts';
