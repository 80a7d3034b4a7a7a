/**
 * The layout of every email. Styles are inline, because email clients ignore style sheets. Mustache removes the line break
 * after a partial, hence the empty lines.
 */
export const layout = {
  text: `{{> body}}


Tradewind
`,
  html: `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
  <body style="margin: 0 auto; max-width: 600px; padding: 24px; font-family: sans-serif; line-height: 1.5; color: #1a1a1a">
{{> body}}

    <p style="margin-top: 32px; color: #6b6b6b">Tradewind</p>
  </body>
</html>
`,
};
