'use client';

import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
} from 'react-aria-components';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  label: string;
  description?: string | undefined;
  /** What is wrong with what was typed; the text stays. */
  error?: string | undefined;
  placeholder?: string;
}

/** One line of text with its label, an optional hint below, and what is wrong with it. */
export function TextField({ label, description, error, placeholder, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} isInvalid={error !== undefined} className="grid gap-1.5">
      <Label className="text-sm font-medium">{label}</Label>
      <Input
        {...(placeholder !== undefined && { placeholder })}
        className="min-h-11 w-full rounded-md border border-line-strong bg-surface px-3 text-base data-[invalid]:border-wrong"
      />
      {description && (
        <Text slot="description" className="text-sm text-muted">
          {description}
        </Text>
      )}
      <FieldError className="text-sm text-wrong">{error}</FieldError>
    </AriaTextField>
  );
}
