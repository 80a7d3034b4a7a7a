import { Select, type SelectProps } from '@mantine/core';

interface ServiceSelectProps extends Pick<SelectProps, 'w' | 'placeholder' | 'searchable'> {
  readonly services: readonly string[];
  /** Without a value, all services are meant. */
  readonly value: string | null | undefined;
  onChange(service: string | null): void;
}

/** Narrows a list to one service. */
export function ServiceSelect({ services, value, onChange, ...more }: ServiceSelectProps) {
  return (
    <Select
      size="xs"
      aria-label="Service"
      placeholder="All services"
      clearable
      data={[...services]}
      value={value ?? null}
      onChange={onChange}
      {...more}
    />
  );
}
