import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import { useLocation, useSearchParams } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Field } from '../../parts/field.js';
import { fieldOf, utcOf } from '../../parts/local-time.js';
import { Page, Section } from '../../parts/page.js';
import { WhyAnswer } from './why-answer.js';

/** Why a user could not call, or was not recorded, about some time; also when Teams never asked us. */
export function WhyPage() {
  const [asked] = useSearchParams();
  const [user, at] = [asked.get('user') ?? '', asked.get('at') ?? ''];
  const why = useAnswer(questions.explain({ user, at: at || undefined }), { enabled: user !== '' });
  return (
    <Page title="Why">
      <WhyForm key={asked.toString()} user={user} at={at} />
      {user !== '' && (
        <Section title="What is known of it" wide>
          <Asked what="The explanation" from={why}>
            {(explanation) => <WhyAnswer explanation={explanation} />}
          </Asked>
        </Section>
      )}
    </Page>
  );
}

function WhyForm(asked: { user: string; at: string }) {
  const [path, go] = useLocation();
  const [user, setUser] = useState(asked.user);
  const [at, setAt] = useState(fieldOf(asked.at));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const about = new URLSearchParams({ user: user.trim() });
    if (at !== '') about.set('at', utcOf(at));
    go(`${path}?${about}`);
  };
  return (
    <form className="card search" role="search" onSubmit={submit}>
      <Field label="User id" hint="Object id in Entra" value={user} onChange={setUser} isRequired maxLength={256} />
      <Field
        label="About when"
        hint="Now, unless told. From 5 minutes before it to 2 after is searched."
        type="datetime-local"
        value={at}
        onChange={setAt}
      />
      <div className="buttons">
        <Button className="button primary" type="submit">
          Explain
        </Button>
      </div>
    </form>
  );
}
