import mustache from 'mustache';
import type { Email } from '../models/email.ts';
import { emailTemplates, type TemplateName } from './email-templates/email-templates.ts';
import { layout } from './email-templates/layout.ts';

/** What a template is filled in with: texts as they are to be read, which HTML escapes. */
export type View = Readonly<Record<string, unknown>>;

/** The e-mail that a template becomes. */
export function renderEmail(template: TemplateName, to: string, view: View): Email {
  const { subject, text, html } = emailTemplates[template];
  const plain = { escape: (value: string) => value };
  return {
    to,
    subject: mustache.render(subject, view, {}, plain),
    text: mustache.render(layout.text, view, { body: text }, plain),
    html: mustache.render(layout.html, view, { body: html }),
  };
}
