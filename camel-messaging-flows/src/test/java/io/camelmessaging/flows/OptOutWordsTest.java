package io.camelmessaging.flows;

import java.util.Map;
import java.util.Optional;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptOutWordsTest {

    private final OptOutWords words = words("STOP,OPTOUT,СТОП,ARRÊT", "START,UNSTOP");

    private static OptOutWords words(String stop, String start) {
        return OptOutWords.of(new FlowParameters(
                new DefaultCamelContext(), "opt-out-listener", Map.of("stopWords", stop, "startWords", start)));
    }

    @ParameterizedTest
    @CsvSource({
            "STOP, true", "stop, true", "' Stop! ', true", "opt out, true", "Opt-Out., true", "стоп, true", "arrêt, true",
            "START, false", "un-stop, false", "please stop, ", "don't stop, ", "YES, ", "'', ", "..., " })
    void aReplyCountsIfItIsTheWordAndNothingElse(String reply, Boolean optsOut) {
        assertThat(words.optsOut(reply)).isEqualTo(Optional.ofNullable(optsOut));
    }

    @Test
    void refusesListsThatCannotBeMeant() {
        assertThatIllegalArgumentException().isThrownBy(() -> words(" , ", "START")).withMessage(
                "opt-out-listener: the value ',' of the parameter stopWords holds no word: give words separated by commas.");
        assertThatIllegalArgumentException().isThrownBy(() -> words("STOP,start", "START")).withMessage(
                "opt-out-listener: the value 'START' of the parameter stopWords is among the startWords too: leave it out of "
                                                                                                        + "one.");
    }
}
