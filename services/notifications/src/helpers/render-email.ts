import mustache from 'mustache';
import type { Email } from '../models/email.ts';
import { emailTemplates, type TemplateName } from '../models/email-templates/email-templates.ts';
import type { TemplateView } from '../models/email-templates/email-template.ts';
import { layout } from '../models/email-templates/layout.ts';

/** Renders a template as text and as HTML; HTML escapes the values. */
export function renderEmail(template: TemplateName, to: string, view: TemplateView): Email {
  const { subject, text, html } = emailTemplates[template];
  const plain = { escape: (value: string) => value };
  return {
    to,
    subject: mustache.render(subject, view, {}, plain),
    text: mustache.render(layout.text, view, { body: text }, plain),
    html: mustache.render(layout.html, view, { body: html }),
  };
}
