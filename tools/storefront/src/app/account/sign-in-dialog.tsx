import { Anchor, Button, Divider, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { useShop } from '../shell/shop-context.ts';

interface SignInDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

type Step = 'sign-in' | 'sign-up' | 'confirm';

const titles: Readonly<Record<Step, string>> = {
  'sign-in': 'Sign in',
  'sign-up': 'Create an account',
  confirm: 'Confirm your email address',
};

/** Signs in a customer, with one click for the seeded ones, or creates an account. */
export function SignInDialog({ isOpen, onClose }: SignInDialogProps) {
  const [step, setStep] = useState<Step>('sign-in');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={titles[step]}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <SignInForm step={step} onStep={setStep} onDone={onClose} />
    </Modal>
  );
}

interface SignInFormProps {
  readonly step: Step;
  readonly onStep: (step: Step) => void;
  readonly onDone: () => void;
}

function SignInForm({ step, onStep, onDone }: SignInFormProps) {
  const { account, settings } = useShop();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const send = useMutation({
    async mutationFn(credentials: { readonly email: string; readonly password: string }) {
      if (step === 'sign-up') return account.signUp(credentials);
      return step === 'confirm'
        ? account.confirmSignUp(credentials, code.trim())
        : account.signIn(credentials);
    },
    onSuccess: () => {
      if (step === 'sign-up') return onStep('confirm');
      onDone();
      // The basket of the guest becomes that of the customer with the next request.
      void queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  return (
    <Stack>
      {step === 'sign-in' && (
        <>
          <Group grow>
            {settings.demoCustomers.map((customer) => (
              <Button
                key={customer.name}
                variant="light"
                disabled={send.isPending}
                onClick={() => send.mutate(customer)}
              >
                {customer.name.replaceAll('-', ' ')}
              </Button>
            ))}
          </Group>
          <Divider label="or with your account" />
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ email, password });
        }}
      >
        <Stack>
          {step === 'confirm' ? (
            <TextInput
              label="Code"
              description="The shop sent it by email. The local cloud prints it in the terminal of npm start."
              autoComplete="one-time-code"
              required
              value={code}
              onChange={({ currentTarget }) => setCode(currentTarget.value)}
            />
          ) : (
            <>
              <TextInput
                label="Email"
                type="email"
                autoComplete="email"
                required
                value={email}
                onChange={({ currentTarget }) => setEmail(currentTarget.value)}
              />
              <PasswordInput
                label="Password"
                description={step === 'sign-up' ? 'At least 12 characters.' : undefined}
                autoComplete={step === 'sign-up' ? 'new-password' : 'current-password'}
                required
                value={password}
                onChange={({ currentTarget }) => setPassword(currentTarget.value)}
              />
            </>
          )}
          <ErrorNotice error={send.error} />
          <Button type="submit" loading={send.isPending}>
            {step === 'sign-in' ? 'Sign in' : 'Continue'}
          </Button>
        </Stack>
      </form>
      <SwitchStep step={step} onStep={onStep} />
    </Stack>
  );
}

function SwitchStep({ step, onStep }: Pick<SignInFormProps, 'step' | 'onStep'>) {
  if (step === 'confirm') return null;
  return (
    <Text size="sm" ta="center">
      {step === 'sign-in' ? 'New here?' : 'You have an account?'}{' '}
      <Anchor component="button" size="sm" onClick={() => onStep(step === 'sign-in' ? 'sign-up' : 'sign-in')}>
        {step === 'sign-in' ? 'Create an account' : 'Sign in'}
      </Anchor>
    </Text>
  );
}
