package dev.reprise.gateway.cloudflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures against the examples in Alibaba's own documentation. */
class SignatureTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void signsParametersAsInTheDocumentation() {
        String toSign = SignatureV1.stringToSign(
                "GET",
                Map.of(
                        "Format", "XML",
                        "SignatureMethod", "HMAC-SHA1",
                        "Action", "DescribeRegions",
                        "AccessKeyId", "testid",
                        "Timestamp", "2016-02-23T12:46:24Z",
                        "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
                        "Version", "2014-05-26",
                        "SignatureVersion", "1.0",
                        "Signature", "is not signed itself"));
        assertThat(toSign)
                .isEqualTo("GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod"
                        + "%3DHMAC-SHA1%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0"
                        + "%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26");
        assertThat(SignatureV1.sign("testsecret", toSign)).isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    @Test
    void signsHeadersAsInTheDocumentation() {
        List<String> signed = List.of(
                "host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version");
        Map<String, String> query =
                Map.of("RegionId", "cn-shanghai", "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd");
        FlowCall call = new FlowCall(
                "POST",
                "/",
                Map.of(
                        "host", "ecs.cn-shanghai.aliyuncs.com",
                        "x-acs-action", "RunInstances",
                        "x-acs-content-sha256", EMPTY,
                        "x-acs-date", "2023-10-26T10:22:32Z",
                        "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
                        "x-acs-version", "2014-05-26"),
                query,
                query,
                new byte[0]);
        assertThat(Acs3.sign("YourAccessKeySecret", Acs3.canonical(call, "/", signed)))
                .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @ParameterizedTest
    @CsvSource({"a b,a%20b", "*,%2A", "~,~", "/,%2F", "é,%C3%A9", "😀,%F0%9F%98%80", "!'(),%21%27%28%29", "-_.,-_."})
    void encodesAsRfc3986Says(String text, String encoded) {
        assertThat(Escapes.encode(text)).isEqualTo(encoded);
    }

    @Test
    void readsWhatFormsSay() {
        assertThat(Escapes.parse("a=1&b=x+y%2B%e4%bd%a0&c&=d&&e=f=g&a=2"))
                .isEqualTo(Map.of("a", "2", "b", "x y+你", "c", "", "", "d", "e", "f=g"));
    }
}
