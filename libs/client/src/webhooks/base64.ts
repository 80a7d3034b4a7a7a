/** @throws DOMException if the text is not base64 */
export const base64ToBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** @returns the bytes in base64 */
export const bytesToBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
