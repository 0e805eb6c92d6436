package dev.reprise.node.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and keys as texts. */
final class Pem {
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (ENCRYPTED )?PRIVATE KEY-----");

    private Pem() {}

    /** All certificates of a file, at least one. */
    static List<Certificate> certificates(Path file) {
        try {
            List<Certificate> found = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
            if (found.isEmpty()) {
                throw new TlsException("Expected certificates in PEM form in " + file + ", but there are none");
            }
            return found;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (CertificateException e) {
            throw new TlsException("Expected certificates in PEM form in " + file + ", but they cannot be read", e);
        }
    }

    /** The private key of a file, of any kind that certificates are made with. */
    static PrivateKey key(Path file, String password) {
        String text;
        try {
            text = Files.readString(file, US_ASCII);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        Matcher found = KEY.matcher(text);
        if (!found.find()) {
            throw new TlsException("Expected a private key in PEM form (PKCS#8, 'BEGIN PRIVATE KEY') in " + file
                    + ", but there is none; `openssl pkcs8 -topk8 -nodes` makes one of other forms");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(found.group(2));
        try {
            return of(found.group(1) == null ? new PKCS8EncodedKeySpec(encoded) : decrypted(encoded, password));
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("Expected a private key in " + file + ", but it cannot be read"
                    + (found.group(1) == null ? "" : " with the password that was given"));
        }
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] encoded, String password)
            throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encoded);
        // For PBES2 the algorithm is in the parameters, and their text is its name.
        String algorithm = info.getAlgName().startsWith("1.2.840.113549.1.5.13")
                        || info.getAlgName().equals("PBES2")
                ? info.getAlgParameters().toString()
                : info.getAlgName();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey of(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String kind : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // of another kind
            }
        }
        throw new InvalidKeySpecException("Expected a key for RSA, EC or EdDSA");
    }

    private static TlsException unreadable(Path file, IOException e) {
        return new TlsException(
                "Expected to read " + file + ", but: " + e.getClass().getSimpleName() + " " + e.getMessage());
    }
}
