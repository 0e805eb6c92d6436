package dev.reprise.gateway.codepipeline.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.Credentials;
import dev.reprise.gateway.credentials.SignatureCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
    /** The key of AWS's own examples. */
    private static final String KEYS = "key.AKIDEXAMPLE.secret = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n";

    private static final Instant RECORDED = Instant.parse("2026-11-21T13:14:40Z");
    private static final Duration SKEW = Duration.ofMinutes(5);

    @ParameterizedTest
    @ValueSource(strings = {"java-apache", "java-netty", "java-session", "javascript", "python"})
    void believesWhatTheSdksSign(String sdk) {
        Identity caller = verifier(sdk, SignatureCheck.FULL, RECORDED).verify(recorded(sdk));

        assertThat(caller).isEqualTo(new Identity("AKIDEXAMPLE", "<default>", "us-east-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java-apache", "java-session", "javascript", "python"})
    void refusesAnyChangedByteOfWhatIsSigned(String sdk) {
        byte[] bytes = RecordedRequest.bytes(sdk);
        SignatureVerifier verifier = verifier(sdk, SignatureCheck.FULL, RECORDED);
        List<String> believed = new ArrayList<>();
        for (int at : signedBytes(bytes, sdk)) {
            for (int flip : new int[] {0x01, 0x02, 0x10, 0x20, 0x40}) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) flip;
                if (believes(verifier, changed)) {
                    believed.add("%s with byte %d changed to '%c'".formatted(sdk, at, (char) changed[at]));
                }
            }
        }
        assertThat(believed).isEmpty();
    }

    @Test
    void worksOutTheSignaturesOfTheExamplesThatAwsPublishes() {
        assertThat(believes(example(
                        "GET",
                        "",
                        Map.of("Host", "example.amazonaws.com", "X-Amz-Date", "20150830T123600Z"),
                        "service",
                        "host;x-amz-date",
                        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")))
                .isTrue();
        assertThat(believes(example(
                        "POST",
                        "",
                        Map.of("Host", "example.amazonaws.com", "X-Amz-Date", "20150830T123600Z"),
                        "service",
                        "host;x-amz-date",
                        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")))
                .isTrue();
        assertThat(believes(example(
                        "GET",
                        "Action=ListUsers&Version=2010-05-08",
                        Map.of(
                                "Host",
                                "iam.amazonaws.com",
                                "X-Amz-Date",
                                "20150830T123600Z",
                                "Content-Type",
                                "application/x-www-form-urlencoded; charset=utf-8"),
                        "iam",
                        "content-type;host;x-amz-date",
                        "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")))
                .isTrue();
    }

    @Test
    void saysHowFarTheClockIsOff() {
        assertThat(fault("python", SignatureCheck.FULL, Instant.parse("2026-11-21T13:20:00Z")))
                .isEqualTo(
                        AuthFault.signature(
                                "Signature expired: 20261121T131449Z is now earlier than 20261121T131500Z (20261121T132000Z - 5 min.)"));
        assertThat(fault("python", SignatureCheck.FULL, Instant.parse("2026-11-21T13:09:00Z")))
                .isEqualTo(
                        AuthFault.signature(
                                "Signature not yet current: 20261121T131449Z is still later than 20261121T131400Z (20261121T130900Z + 5 min.)"));
        assertThat(believes(
                        verifier("python", SignatureCheck.FULL, Instant.parse("2026-11-21T13:19:49Z")),
                        bytes("python")))
                .isTrue();
    }

    @Test
    void saysWhatIsWrongInAwsWords() {
        assertThat(faultOf("")).isEqualTo(AuthFault.missing());
        assertThat(faultOf("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/us-east-1/codepipeline/aws4_request")
                        .message())
                .isEqualTo(
                        "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256");
        assertThat(faultOf("Basic dXNlcjpwYXNz").code()).isEqualTo("IncompleteSignatureException");
        assertThat(faultOf("AWS4-HMAC-SHA256 nonsense").message()).startsWith("'nonsense' not a valid key=value pair");
        assertThat(faultOf(authorization("AKIDNOBODY/20261121/us-east-1/codepipeline/aws4_request")))
                .isEqualTo(AuthFault.unknownToken());
        assertThat(faultOf(authorization("AKIDEXAMPLE/20261120/us-east-1/codepipeline/aws4_request"))
                        .message())
                .isEqualTo(
                        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261120' != '20261121', from '20261121T131449Z'.");
        assertThat(faultOf(authorization("AKIDEXAMPLE/20261121/mars/codepipeline/aws4_request"))
                        .message())
                .isEqualTo("Credential should be scoped to a valid region, not 'mars'. ");
        assertThat(faultOf(authorization("AKIDEXAMPLE/20261121/us-east-1/s3/aws4_request"))
                        .message())
                .isEqualTo("Credential should be scoped to correct service: 'codepipeline'. ");
        assertThat(faultOf(authorization("AKIDEXAMPLE/20261121/us-east-1/codepipeline/aws4"))
                        .message())
                .startsWith("Credential should be scoped with a valid terminator");
        assertThat(faultOf(authorization("AKIDEXAMPLE/20261121")).message())
                .startsWith("Credential must have exactly 5 slash-delimited elements");
        assertThat(faultOf(authorization("AKIDEXAMPLE/20261121/us-east-1/codepipeline/aws4_request")))
                .isEqualTo(AuthFault.signature(AuthFault.NO_MATCH));
    }

    @Test
    void whatDecidesMustBeSigned() {
        for (String signed :
                List.of("content-type;x-amz-date;x-amz-target", "content-type;host;x-amz-target", "host;x-amz-date")) {
            String header = authorization("AKIDEXAMPLE/20261121/us-east-1/codepipeline/aws4_request")
                    .replace("content-type;host;x-amz-date;x-amz-target", signed);
            assertThat(faultOf(header).message()).contains("must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    @Test
    void aTemporaryKeyNeedsItsTokenWhileItLasts() {
        String session = KEYS + "key.AKIDEXAMPLE.session-token = session/Token+Of=Example==\n";
        assertThat(faultWith(KEYS, "java-session")).isEqualTo(AuthFault.unknownToken());
        assertThat(faultWith(session, "java-apache")).isEqualTo(AuthFault.unknownToken());
        assertThat(faultWith(session + "key.AKIDEXAMPLE.expires = 2026-11-21T13:14:40Z", "java-session"))
                .isEqualTo(AuthFault.expiredToken());
    }

    @Test
    void knownKeyAsksForNoMoreThanThat() {
        SignatureVerifier verifier = verifier("python", SignatureCheck.KNOWN_KEY, RECORDED.plusSeconds(100_000));
        byte[] changed = RecordedRequest.bytes("python");
        changed[changed.length - 3] ^= 1;

        assertThat(verifier.verify(RecordedRequest.parse(changed)).keyId()).isEqualTo("AKIDEXAMPLE");
        assertThat(fault("python", SignatureCheck.KNOWN_KEY, RECORDED, "key.OTHER.secret = x"))
                .isEqualTo(AuthFault.unknownToken());
    }

    @Test
    void offBelievesWhateverIsSaid() {
        Access access = new Access(
                Credentials.ofText("key.AKIDEXAMPLE.secret=x\nkey.AKIDEXAMPLE.tenant=acme"), SignatureCheck.OFF);
        SignatureVerifier verifier = new SignatureVerifier(access, "codepipeline", "", SKEW, InstantSource.system());

        assertThat(verifier.verify(recorded("python")).tenantId()).isEqualTo("acme");
        assertThat(verifier.verify(with("garbage")).tenantId()).isEqualTo("<default>");
        assertThat(verifier.verify(with("")).tenantId()).isEqualTo("<default>");
    }

    /** Places of everything that is signed: the first line's method and path, values of signed headers, the signature and the body. */
    private static List<Integer> signedBytes(byte[] bytes, String sdk) {
        String text = new String(bytes, ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        String signed = text.replaceAll("(?s).*SignedHeaders=([^,]*),.*", "$1");
        List<Integer> places = new ArrayList<>();
        int at = 0;
        for (String line : text.substring(0, head).split("\r\n")) {
            String name = line.contains(":") && at > 0
                    ? line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT)
                    : "";
            boolean first = at == 0;
            boolean covered = first
                    || name.equals("authorization")
                    || List.of(signed.split(";")).contains(name);
            int from = first ? at : at + name.length() + 2;
            int to = first ? at + line.lastIndexOf(' ') : at + line.length();
            for (int i = from; covered && i < to; i++) {
                if (bytes[i] != ' ' || first) {
                    places.add(i);
                }
            }
            at += line.length() + 2;
        }
        for (int i = head + 4; i < bytes.length; i++) {
            places.add(i);
        }
        assertThat(places).as(sdk).hasSizeGreaterThan(400);
        return places;
    }

    private static boolean believes(SignatureVerifier verifier, byte[] bytes) {
        try {
            verifier.verify(RecordedRequest.parse(bytes));
            return true;
        } catch (AuthException | RecordedRequest.NoHttpException e) {
            return false;
        }
    }

    private static boolean believes(SignedRequest request) {
        String service = request.headers().apply("Authorization").get(0).split("/")[3];
        Access access = new Access(Credentials.ofText(KEYS), SignatureCheck.FULL);
        try {
            new SignatureVerifier(
                            access,
                            service,
                            "us-east-1",
                            SKEW,
                            InstantSource.fixed(Instant.parse("2015-08-30T12:36:00Z")))
                    .verify(request);
            return true;
        } catch (AuthException e) {
            return false;
        }
    }

    private static SignedRequest example(
            String method, String query, Map<String, String> headers, String service, String signed, String signature) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/%s/aws4_request, SignedHeaders=%s, Signature=%s"
                        .formatted(service, signed, signature));
        return new SignedRequest(
                method, "/", query, name -> all.containsKey(name) ? List.of(all.get(name)) : List.of(), new byte[0]);
    }

    private static SignatureVerifier verifier(String sdk, SignatureCheck check, Instant now) {
        return verifier(
                sdk.contains("session") ? KEYS + "key.AKIDEXAMPLE.session-token = session/Token+Of=Example==\n" : KEYS,
                check,
                InstantSource.fixed(now));
    }

    private static SignatureVerifier verifier(String keys, SignatureCheck check, InstantSource clock) {
        return new SignatureVerifier(
                new Access(Credentials.ofText(keys), check), "codepipeline", "us-east-1", SKEW, clock);
    }

    private static SignedRequest recorded(String sdk) {
        return RecordedRequest.parse(bytes(sdk));
    }

    private static byte[] bytes(String sdk) {
        return RecordedRequest.bytes(sdk);
    }

    private static AuthFault fault(String sdk, SignatureCheck check, Instant now) {
        return fault(sdk, check, now, KEYS);
    }

    private static AuthFault fault(String sdk, SignatureCheck check, Instant now, String keys) {
        return catchThrowableOfType(
                        AuthException.class,
                        () -> verifier(keys, check, InstantSource.fixed(now)).verify(recorded(sdk)))
                .fault();
    }

    private static AuthFault faultWith(String keys, String sdk) {
        return fault(sdk, SignatureCheck.FULL, RECORDED, keys);
    }

    private static AuthFault faultOf(String authorization) {
        return catchThrowableOfType(
                        AuthException.class,
                        () -> verifier("python", SignatureCheck.FULL, RECORDED).verify(with(authorization)))
                .fault();
    }

    /** Python's request with another header Authorization; empty for none. */
    private static SignedRequest with(String authorization) {
        SignedRequest request = recorded("python");
        return new SignedRequest(
                request.method(),
                request.path(),
                request.query(),
                name -> !name.equalsIgnoreCase("Authorization")
                        ? request.headers().apply(name)
                        : authorization.isEmpty() ? List.of() : List.of(authorization),
                "{}".getBytes(UTF_8));
    }

    private static String authorization(String credential) {
        return "AWS4-HMAC-SHA256 Credential=" + credential
                + ", SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" + "0".repeat(64);
    }
}
