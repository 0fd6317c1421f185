import { useSearchParams } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Field } from '../../parts/field.js';
import { Page, Section } from '../../parts/page.js';
import { useSearch } from '../../parts/search.js';
import { SearchForm } from '../../parts/search-form.js';
import { WhyAnswer } from './why-answer.js';

/** Why a user could not call, or was not recorded, about some time; also when Teams never asked us. */
export function WhyPage() {
  const [asked] = useSearchParams();
  const [user, at] = [asked.get('user') ?? '', asked.get('at') ?? ''];
  const why = useAnswer(questions.explain({ user, at: at || undefined }), { enabled: user !== '' });
  return (
    <Page title="Why">
      <WhySearch />
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

function WhySearch() {
  const { field, submit } = useSearch(['user', 'at']);
  return (
    <SearchForm submit={submit} name="Explain">
      <Field label="User id" hint="Object id in Entra" isRequired maxLength={256} {...field('user')} />
      <Field
        label="About when"
        hint="Now, unless told. From 5 minutes before it to 2 after is searched."
        {...field('at')}
      />
    </SearchForm>
  );
}
