/** Allows what an email contains and nothing from a network: images only as data, no scripts, fonts, frames or forms. */
export const emailPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Puts the policy before the HTML of an email, so that it applies to all of it. The frame is sandboxed in addition. */
export const toSandboxedHtml = (html: string): string =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${emailPolicy}">${html}`;
