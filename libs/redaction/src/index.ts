export { isPlainToken, MAX_TEXT_LENGTH, redactText } from './redact-text.ts';
export { secretPatterns } from './secret-patterns.ts';
export { isSensitiveName } from './sensitive-names.ts';
