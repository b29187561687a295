'use client';

import { Button } from '@/lib/ui/button';
import { Toolbar } from '@/lib/ui/toolbar';
import type { FillHelper } from './fill';
import { messages } from './messages';

interface GridToolbarProps {
  canUndo: boolean;
  canRedo: boolean;
  hasFillHelpers: boolean;
  isReadOnly: boolean;
  isTinted: boolean;
  undo(): void;
  redo(): void;
  paste(): void;
  copy(format: 'tsv' | 'numpy'): void;
  fill(helper: FillHelper): void;
  tint(isTinted: boolean): void;
  showsKeys: boolean;
  showKeys(isShown: boolean): void;
}

export const fillHelpers: readonly { helper: FillHelper; label: string }[] = [
  { helper: 'zero-above-diagonal', label: messages.grid.zeroAbove },
  { helper: 'repeat-to-diagonal', label: messages.grid.repeatLeft },
  { helper: 'copy-row-above', label: messages.grid.copyAbove },
];

/** What can be done with the whole grid or the selected cells; one Tab stop. */
export function GridToolbar(props: GridToolbarProps) {
  const { isReadOnly } = props;
  return (
    <Toolbar aria-label={messages.grid.tools} className="print:hidden">
      {!isReadOnly && (
        <>
          <Button size="small" isDisabled={!props.canUndo} onPress={props.undo}>
            {messages.grid.undo}
          </Button>
          <Button size="small" isDisabled={!props.canRedo} onPress={props.redo}>
            {messages.grid.redo}
          </Button>
          {props.hasFillHelpers &&
            fillHelpers.map(({ helper, label }) => (
              <Button key={helper} size="small" onPress={() => props.fill(helper)}>
                {label}
              </Button>
            ))}
          <Button size="small" onPress={props.paste}>
            {messages.grid.paste}
          </Button>
        </>
      )}
      <Button size="small" onPress={() => props.copy('tsv')}>
        {messages.grid.copy}
      </Button>
      <Button size="small" onPress={() => props.copy('numpy')}>
        {messages.grid.copyNumpy}
      </Button>
      <Button size="small" aria-pressed={props.isTinted} onPress={() => props.tint(!props.isTinted)}>
        {messages.grid.tint}
      </Button>
      {!isReadOnly && (
        <Button
          size="small"
          className="pointer-coarse:hidden"
          aria-expanded={props.showsKeys}
          onPress={() => props.showKeys(!props.showsKeys)}
        >
          {messages.grid.moreHelp}
        </Button>
      )}
    </Toolbar>
  );
}
