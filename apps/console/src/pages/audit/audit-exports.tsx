import { useState } from 'react';
import { unwrap } from '@app/admin-client';
import { useApi } from '../../api/answers.js';
import type { Filters } from '../../api/questions.js';
import { Action } from '../../parts/action.js';
import { Failure } from '../../parts/failure.js';

const FORMATS = [
  { format: 'jsonl', name: 'JSON Lines', file: 'audit.jsonl' },
  { format: 'ocsf', name: 'OCSF', file: 'audit.ocsf.jsonl' },
  { format: 'cef', name: 'CEF', file: 'audit.cef' },
] as const;

/** All entries that fit, as a file. Fetched here, since a plain link could carry no token. */
export function AuditExports({ narrowed }: { narrowed: Filters<'/admin/v1/audit'> }) {
  const api = useApi();
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = async ({ format, file }: (typeof FORMATS)[number]) => {
    setWaitingFor(format);
    setError(null);
    try {
      const params = { query: { ...narrowed, format } };
      saveAs(file, await unwrap(api.GET('/admin/v1/audit/export', { params, parseAs: 'blob' })));
    } catch (refusal) {
      setError(refusal);
    }
    setWaitingFor(null);
  };
  return (
    <div className="buttons">
      {FORMATS.map((one) => (
        <Action
          key={one.format}
          isWaiting={waitingFor === one.format}
          waiting={`Reading ${one.name} …`}
          onPress={() => void save(one)}
        >{`Save as ${one.name}`}</Action>
      ))}
      {error !== null && <Failure title="The export could not be read" error={error} />}
    </div>
  );
}

function saveAs(file: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
