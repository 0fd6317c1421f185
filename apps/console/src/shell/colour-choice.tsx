import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { COLOURS, keepColours, keptColours, type Colours } from './colours.js';

const NAMES: Record<Colours, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Light or dark; for whoever wants it otherwise than their system. */
export function ColourChoice() {
  const [chosen, setChosen] = useState(keptColours);
  return (
    <ToggleButtonGroup
      aria-label="Colours"
      className="choice"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const next = COLOURS.find((colours) => keys.has(colours)) ?? 'system';
        keepColours(next);
        setChosen(next);
      }}
    >
      {COLOURS.map((colours) => (
        <ToggleButton key={colours} id={colours}>
          {NAMES[colours]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
