import { Anchor, Button, Card, Grid, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { Session } from '#libs/client';
import { useUpdateSession } from '../basket/use-basket.ts';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { useEmail } from '../shell/shop-context.ts';
import { type Contact, contactErrors, exampleContact, toChanges, toContact } from './contact.ts';
import { countries, needsRegion } from './countries.ts';

/** The email address and the shipping address; a summary once they are saved. */
export function ContactForm({ session }: { readonly session: Session }) {
  const [isOpen, setOpen] = useState(session.shippingAddress === undefined);
  return (
    <Card withBorder padding="lg">
      {isOpen ? (
        <Fields session={session} onSaved={() => setOpen(false)} />
      ) : (
        <Saved session={session} onChange={() => setOpen(true)} />
      )}
    </Card>
  );
}

function Saved({ session, onChange }: { readonly session: Session; readonly onChange: () => void }) {
  const { email, shippingAddress: { name, line1, line2, postalCode, city, country } = {} } = session;
  return (
    <Group justify="space-between" align="start" wrap="nowrap">
      <div>
        <Title order={2}>Address</Title>
        <Text size="sm" mt={4}>
          {[name, line1, line2, [postalCode, city].filter(Boolean).join(' '), country]
            .filter(Boolean)
            .join(', ')}
        </Text>
        <Text size="sm" c="dimmed">
          {email}
        </Text>
      </div>
      <Anchor component="button" size="sm" onClick={onChange} aria-label="Change the address">
        Change
      </Anchor>
    </Group>
  );
}

function Fields({ session, onSaved }: { readonly session: Session; readonly onSaved: () => void }) {
  const email = useEmail();
  const update = useUpdateSession(session.sessionId);
  const [contact, setContact] = useState(() => toContact(session, email));
  const [wasSubmitted, setSubmitted] = useState(false);
  const errors = contactErrors(contact);
  const field = (name: keyof Contact, label: string, autoComplete: string) => ({
    label,
    name,
    autoComplete,
    value: contact[name],
    error: wasSubmitted && errors[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setContact({ ...contact, [name]: value }),
  });
  const submit = () => {
    setSubmitted(true);
    if (Object.keys(errors).length === 0) update.mutate(toChanges(contact), { onSuccess: onSaved });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <Group justify="space-between">
          <Title order={2}>Address</Title>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => setContact({ ...exampleContact, email: email ?? exampleContact.email })}
          >
            Fill in an example
          </Anchor>
        </Group>
        <TextInput {...field('email', 'Email', 'email')} type="email" />
        <TextInput {...field('name', 'Full name', 'name')} />
        <TextInput {...field('line1', 'Street and number', 'address-line1')} />
        <TextInput {...field('line2', 'Apartment, floor (optional)', 'address-line2')} />
        <Grid>
          <Grid.Col span={4}>
            <TextInput {...field('postalCode', 'Postal code', 'postal-code')} />
          </Grid.Col>
          <Grid.Col span={8}>
            <TextInput {...field('city', 'City', 'address-level2')} />
          </Grid.Col>
        </Grid>
        <Select
          label="Country"
          data={countries}
          value={contact.country}
          allowDeselect={false}
          onChange={(country) => setContact({ ...contact, country: country ?? contact.country })}
        />
        {needsRegion(contact.country) && <TextInput {...field('region', 'State', 'address-level1')} />}
        <ErrorNotice error={update.error} />
        <Button type="submit" size="md" loading={update.isPending}>
          Continue
        </Button>
      </Stack>
    </form>
  );
}
